-- KEYS[1] the ranking that is shown; ARGV[1] prefix of the buckets, ARGV[2] newest minute, ARGV[3] minutes of the window,
-- ARGV[4] decay a day, ARGV[5] how many items, ARGV[6] milliseconds to live, then pairs of an action and its weight.
-- Answers how many items are shown.
local newest, minutes, decay = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local buckets, weights = {}, {}
for minute = newest - minutes + 1, newest do
  local bucket = ARGV[1] .. string.format('%.0f', minute) .. ':items:'
  local factor = math.exp(-decay * (newest - minute) / 1440)
  for i = 7, #ARGV, 2 do
    if redis.call('EXISTS', bucket .. ARGV[i]) == 1 then
      buckets[#buckets + 1] = bucket .. ARGV[i]
      weights[#weights + 1] = string.format('%.17g', tonumber(ARGV[i + 1]) * factor)
    end
  end
end
if #buckets == 0 then
  redis.call('DEL', KEYS[1])
  return 0
end
local union = {'ZUNIONSTORE', KEYS[1], #buckets}
for _, bucket in ipairs(buckets) do
  union[#union + 1] = bucket
end
union[#union + 1] = 'WEIGHTS'
for _, weight in ipairs(weights) do
  union[#union + 1] = weight
end
redis.call(unpack(union))
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[5]))
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return redis.call('ZCARD', KEYS[1])
