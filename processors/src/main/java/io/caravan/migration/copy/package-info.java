/**
 * The way copy of the storage migration: a table whose policy cannot be changed is copied part by part into one on the other
 * policy, compared, and exchanged with it.
 */
package io.caravan.migration.copy;
