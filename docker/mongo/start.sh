# Starts MongoDB as a replica set of one member. Members of a set need a key among themselves as soon as clients need
# a password; with one member, a new key at every start will do.
set -euo pipefail
head --bytes=700 /dev/urandom | base64 --wrap=0 > /tmp/members.key
chmod 400 /tmp/members.key
chown mongodb /tmp/members.key
exec docker-entrypoint.sh mongod --replSet caravan --keyFile /tmp/members.key --bind_ip_all
