-- KEYS[1] lease, ARGV[1] owner, ARGV[2] time to live in milliseconds.
-- Answers the stamp, or 0 when another owner has the lease.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local lease = redis.call('HMGET', KEYS[1], 'owner', 'stamp', 'until')
local stamp = tonumber(lease[2] or 0)
if lease[1] ~= ARGV[1] then
  if lease[1] and tonumber(lease[3]) > now then
    return 0
  end
  stamp = math.max(now, stamp + 1)
end
local ends = now + tonumber(ARGV[2])
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'stamp', string.format('%.0f', stamp), 'until', string.format('%.0f', ends))
-- The last stamp is remembered for 30 days; after that the clock has certainly passed it.
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', ends + 2592000000))
return stamp
