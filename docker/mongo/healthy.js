// Ends with 0 when the only member of the replica set takes writes; makes the set when there is none yet.
const NOT_YET_INITIALIZED = 94;
const admin = db.getSiblingDB("admin");
admin.auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD);
try {
  rs.status();
} catch (failure) {
  if (failure.code !== NOT_YET_INITIALIZED) {
    throw failure;
  }
  rs.initiate({ _id: "caravan", members: [{ _id: 0, host: "mongo:27017" }] });
}
quit(db.hello().isWritablePrimary ? 0 : 1);
