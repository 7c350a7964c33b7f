-- KEYS[1] generation, KEYS[2] fences of that generation; ARGV[1] generation, ARGV[2] partition, ARGV[3] the offset that the
-- fence must show (-1: none), ARGV[4] the offset it shows then, ARGV[5] changes as JSON.
-- Answers 1, or 0 and changes nothing when somebody else was quicker or Redis was emptied.
if redis.call('GET', KEYS[1]) ~= ARGV[1] or (redis.call('HGET', KEYS[2], ARGV[2]) or '-1') ~= ARGV[3] then
  return 0
end

-- What Redis takes in one call is limited by the stack of Lua.
local function inParts(command, key, members)
  for first = 1, #members, 4000 do
    redis.call(command, key, unpack(members, first, math.min(first + 3999, #members)))
  end
end

-- An entry begins with {"time":<13 digits>, so that texts are in the order of time. Newest first, each once.
local function remember(key, change)
  for _, entry in ipairs(change.entries) do
    local newest = redis.pcall('LINDEX', key, 0)
    if type(newest) == 'table' then
      -- Somebody else's key of another type: a script that fails halfway would count twice.
      redis.call('DEL', key)
      newest = false
    end
    if not newest or string.sub(entry, 9, 21) > string.sub(newest, 9, 21) then
      redis.call('LPUSH', key, entry)
    else
      redis.call('LREM', key, 0, entry)
      local after
      for _, other in ipairs(redis.call('LRANGE', key, 0, -1)) do
        if string.sub(other, 9, 21) <= string.sub(entry, 9, 21) then
          after = other
          break
        end
      end
      if after then
        redis.call('LINSERT', key, 'BEFORE', after, entry)
      else
        redis.call('RPUSH', key, entry)
      end
    end
  end
  redis.call('LTRIM', key, 0, change.length - 1)
end

local changes = cjson.decode(ARGV[5])
for key, change in pairs(changes) do
  if change.sums then
    for field, number in pairs(change.sums) do
      redis.call('HINCRBY', key, field, number)
    end
  elseif change.scores then
    for member, number in pairs(change.scores) do
      redis.call('ZINCRBY', key, number, member)
    end
  elseif change.distinct then
    inParts('PFADD', key, change.distinct)
  elseif change.members then
    inParts('SADD', key, change.members)
  elseif change.latest then
    for member, number in pairs(change.latest) do
      redis.call('ZADD', key, 'GT', number, member)
    end
  else
    remember(key, change)
  end
  if change.ends then
    redis.call('PEXPIREAT', key, string.format('%.0f', change.ends))
  end
end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
return 1
