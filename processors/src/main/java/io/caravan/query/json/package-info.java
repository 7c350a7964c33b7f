/** Questions as JSON. */
package io.caravan.query.json;
