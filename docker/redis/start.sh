# Starts Redis with a password that no process list shows, and with a log of every write on disk.
set -eu
umask 077
printf 'requirepass %s\nappendonly yes\nauto-aof-rewrite-min-size 256mb\n' "$REDISCLI_AUTH" > /tmp/redis.conf
chown redis /tmp/redis.conf
exec docker-entrypoint.sh redis-server /tmp/redis.conf
