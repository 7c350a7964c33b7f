-- KEYS[1] generation, ARGV[1] the time, epoch milliseconds, ARGV[2] prefix of the fences.
-- Begins a new generation of figures, with nothing in it; that of before runs out. Answers the new one.
local before = redis.call('GET', KEYS[1])
local generation = string.format('%.0f', math.max(tonumber(ARGV[1]), tonumber(before or 0) + 1))
if before then
  redis.call('PEXPIRE', ARGV[2] .. before, 86400000)
end
redis.call('SET', KEYS[1], generation)
return generation
