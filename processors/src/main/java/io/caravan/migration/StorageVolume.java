package io.caravan.migration;

import java.util.List;

/**
 * A volume of a storage policy.
 *
 * @param s3 whether each of its disks is object storage
 * @param moveFactor of the policy: at which share of free space ClickHouse moves parts to the next volume by itself
 */
record StorageVolume(String policy, String name, List<String> disks, boolean s3, double moveFactor) {}
