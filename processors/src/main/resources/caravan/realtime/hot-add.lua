-- KEYS[1] a ranking in the making; ARGV[1] how many items it has, ARGV[2] milliseconds to live, then pairs of a bucket and what
-- a count of it weighs. Answers how many items it has then; 0 when it was gone, or everything that it is made of.
if tonumber(ARGV[1]) > 0 and redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
local union, weights = {'ZUNIONSTORE', KEYS[1], #ARGV / 2, KEYS[1]}, {'WEIGHTS', 1}
for i = 3, #ARGV, 2 do
  union[#union + 1] = ARGV[i]
  weights[#weights + 1] = ARGV[i + 1]
end
for _, weight in ipairs(weights) do
  union[#union + 1] = weight
end
local items = redis.call(unpack(union))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return items
