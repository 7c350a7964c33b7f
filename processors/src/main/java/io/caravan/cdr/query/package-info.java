/** What clients ask about call records: questions checked and typed, SQL of fixed fragments, replies. */
package io.caravan.cdr.query;
