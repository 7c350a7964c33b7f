/**
 * Views as files: {@code config/views/<name>.yaml} is read, checked against the tables and dictionaries that ClickHouse has, and
 * becomes an {@link io.caravan.query.View}. {@link io.caravan.query.view.Views} holds those of a folder.
 */
package io.caravan.query.view;
