/**
 * The stream config: documents that other systems and the hub itself are configured by (scenarios, items, models,
 * experiments, user profiles, tracking configurations), kept in MongoDB and served under {@code /api/v1/config}. Behaviour
 * events never go there.
 */
package io.caravan.config;
