/** Questions over HTTP: what a request asks, the statements that answer it, and the reply. */
package io.caravan.query.http;
