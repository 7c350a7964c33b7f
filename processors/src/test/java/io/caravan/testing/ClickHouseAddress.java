package io.caravan.testing;

/**
 * Where tests reach ClickHouse.
 *
 * @param url HTTP address
 */
public record ClickHouseAddress(String url, String username, String password) {}
