/** What ClickHouse, killed at the wrong moment, lost of a range though it knows its token: found table by table, and put back. */
package io.caravan.behavior.restore;
