-- KEYS[1] lease, ARGV[1] owner, ARGV[2] time to live in milliseconds.
-- Answers 1 when the lease was still the owner's. One that has run out is renewed too as long as nobody else took it.
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local ends = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + tonumber(ARGV[2])
redis.call('HSET', KEYS[1], 'until', string.format('%.0f', ends))
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', ends + 2592000000))
return 1
