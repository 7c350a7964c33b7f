-- KEYS[1] generation, KEYS[2] fences of that generation; ARGV[1] generation, ARGV[2] changes as JSON, then for each partition
-- its number, the offset that its fence must show (-1: none) and the one it shows then.
-- Answers 1, or 0 and changes nothing when somebody else was quicker or Redis was emptied.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
for i = 3, #ARGV, 3 do
  if (redis.call('HGET', KEYS[2], ARGV[i]) or '-1') ~= ARGV[i + 1] then
    return 0
  end
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
    local length
    if not newest or string.sub(entry, 9, 21) > string.sub(newest, 9, 21) then
      length = redis.call('LPUSH', key, entry)
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
        length = redis.call('LINSERT', key, 'BEFORE', after, entry)
      else
        length = redis.call('RPUSH', key, entry)
      end
    end
    if length > change.length then
      redis.call('LTRIM', key, 0, change.length - 1)
    end
  end
end

-- Where metrics.lua keeps the minutes before the newest added up, if it has this minute in there: what comes late is added.
local spans = {}
local function past(change)
  if not change.span then
    return nil
  end
  local span = spans[change.span] or redis.call('HMGET', change.span, 'oldest', 'newest')
  spans[change.span] = span
  return span[1] and change.minute >= tonumber(span[1]) and change.minute < tonumber(span[2]) and change.past
end

-- Answers whether there was a new field, as in a key that has just been made.
local function addUp(command, key, numbers)
  local new = false
  for member, number in pairs(numbers) do
    local sum = command == 'ZINCRBY' and redis.call(command, key, number, member) or redis.call(command, key, member, number)
    new = new or tonumber(sum) == number
  end
  return new
end

local changes = cjson.decode(ARGV[2])
for key, change in pairs(changes) do
  local added = past(change)
  local lives = change.ends
  if change.sums then
    lives = addUp('HINCRBY', key, change.sums) and lives
    if added and addUp('HINCRBY', added, change.sums) then
      -- Made by this, when nothing had happened before: it lives as long as its span.
      redis.call('PEXPIRE', added, redis.call('PTTL', change.span))
    end
  elseif change.scores then
    lives = addUp('ZINCRBY', key, change.scores) and lives
  elseif change.distinct then
    inParts('PFADD', key, change.distinct)
    if added then
      inParts('PFADD', added, change.distinct)
    end
  elseif change.members then
    inParts('SADD', key, change.members)
  elseif change.latest then
    for member, number in pairs(change.latest) do
      redis.call('ZADD', key, 'GT', number, member)
    end
  else
    remember(key, change)
  end
  if lives then
    redis.call('PEXPIREAT', key, string.format('%.0f', lives))
  end
end
for i = 3, #ARGV, 3 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2])
end
return 1
