-- KEYS[1] generation, ARGV[1] its value if it is to be made, ARGV[2] prefix of the fences, then partitions.
-- Answers the generation of the figures, and the next offset of each partition, -1 when none of it was applied yet.
local generation = redis.call('GET', KEYS[1])
if not generation then
  generation = ARGV[1]
  redis.call('SET', KEYS[1], generation)
end
local answer = {generation}
for i = 3, #ARGV do
  answer[i - 1] = redis.call('HGET', ARGV[2] .. generation, ARGV[i]) or '-1'
end
return answer
