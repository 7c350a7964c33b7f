package io.caravan.cdr.query;

import java.time.LocalDate;
import java.time.ZoneId;

import io.caravan.cdr.VosNode;

/**
 * Records of an account on a day, asked of the node itself.
 *
 * @param day in the zone of the node
 * @param zone of the times in the reply
 * @param limit most records in the reply
 */
public record LiveQuestion(VosNode node, String account, LocalDate day, ZoneId zone, int limit) {}
