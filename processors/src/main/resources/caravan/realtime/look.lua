-- KEYS[1] generation, ARGV[1] its value if it is to be made, ARGV[2] prefix of the fences, ARGV[3] partition.
-- Answers the generation of the figures, and the next offset of the partition, -1 when none of it was applied yet.
local generation = redis.call('GET', KEYS[1])
if not generation then
  generation = ARGV[1]
  redis.call('SET', KEYS[1], generation)
end
return {generation, redis.call('HGET', ARGV[2] .. generation, ARGV[3]) or '-1'}
