package io.caravan.query.view;

import java.util.List;
import java.util.UUID;

import com.clickhouse.client.api.Client;

import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

/** A database with wide tables and dictionaries of all kinds, some of them with Cyrillic names. */
final class SeedTables implements AutoCloseable {

    private static final List<String> STATEMENTS = List.of("""
            CREATE TABLE dictB (primaryKey UUID, columnA String, columnB Nullable(String))
            ENGINE = MergeTree ORDER BY primaryKey""", """
            CREATE TABLE dictA_rows (primaryKey Int64, columnC String, linkDictB UUID)
            ENGINE = MergeTree ORDER BY primaryKey""", """
            CREATE DICTIONARY dictA (primaryKey Int64, columnC String DEFAULT 'none', linkDictB UUID)
            PRIMARY KEY primaryKey SOURCE(CLICKHOUSE(DB '%1$s' TABLE 'dictA_rows'))
            LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)""", """
            CREATE TABLE BigTable (
                linkDictA Int64, at DateTime, columnA Nullable(String), state LowCardinality(String) DEFAULT 'new',
                level Int32 DEFAULT -1, stored DateTime DEFAULT now(), dictA_columnC String, linkDictB UUID,
                users AggregateFunction(uniq, String), `odd ``name"` String)
            ENGINE = MergeTree ORDER BY (linkDictA, toDate(at), level)""", """
            CREATE TABLE `Источник_rows` (primarykey UUID, `Идентификатор` Int32, `Наименование` String)
            ENGINE = MergeTree ORDER BY primarykey""", """
            CREATE DICTIONARY `Источник` (
                primarykey UUID, `Идентификатор` Int32 DEFAULT -1, `Наименование` String DEFAULT '')
            PRIMARY KEY primarykey SOURCE(CLICKHOUSE(DB '%1$s' TABLE 'Источник_rows'))
            LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)""", """
            CREATE TABLE grzevents_BigTable (
                primarykey UUID, createtime DateTime, creator String, edittime Nullable(DateTime), editor String,
                `НомерТС` String, `Скорость` Int32, `ОграничениеСкорости` Int32, `ИдентификаторМатериала` String,
                `Время` DateTime, `ДатаПоступления` DateTime, `Получатель` String, vehicletype Int16, vehiclecolor Int16,
                vehiclebrand Int16, vehiclemodel Int16, photo_id UUID, `Источник` UUID, `Оборудование` UUID,
                `КомплексОборудования` UUID, `КомплексОборудования_Идентификатор` Int32,
                `Оборудование_Идентификатор` Int32, `Источник_Идентификатор` Int32)
            ENGINE = MergeTree ORDER BY (`Источник`, `Время`)""");

    final String name = "views_" + UUID.randomUUID().toString().replace("-", "");
    final ClickHouseAddress address = TestServers.clickhouse();
    final ClickHouseQuery sql = new ClickHouseQuery(address, name);
    final Client client = new Client.Builder()
            .addEndpoint(address.url())
            .setUsername(address.username())
            .setPassword(address.password())
            .build();

    SeedTables() {
        new ClickHouseQuery(address, "").ask("CREATE DATABASE " + name);
        STATEMENTS.forEach(statement -> sql.ask(statement.formatted(name)));
    }

    SchemaSource source() {
        return new ClickHouseSchemaSource(client);
    }

    @Override
    public void close() {
        client.close();
        new ClickHouseQuery(address, "").ask("DROP DATABASE " + name + " SYNC");
    }
}
