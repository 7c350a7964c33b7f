-- KEYS[1] generation, then the figures that are shown, of one place each; ARGV[1] newest minute, ARGV[2] minutes of the window,
-- ARGV[3] begin of the window, ARGV[4] its end, ARGV[5] now (all three as text), ARGV[6] milliseconds to live, ARGV[7] what is
-- before the generation in the buckets' keys, then each place, then the actions that are conversions. Answers the figures of
-- each place; none, and shows none, of a place in which nothing happened in the window. Nothing at all before the first event.
local generation = redis.call('GET', KEYS[1])
if not generation then
  return {}
end
local newest, minutes = tonumber(ARGV[1]), tonumber(ARGV[2])
local oldest = newest - minutes + 1
local WINDOW_MILLIS = 120000

local function addUp(sums, key)
  local counts = redis.call('HGETALL', key)
  for i = 1, #counts, 2 do
    sums[counts[i]] = (sums[counts[i]] or 0) + tonumber(counts[i + 1])
  end
end

-- The minutes of the window are kept added up: sums, and sets merged, which is exact for them. It is made anew when a minute
-- begins; apply.lua adds what comes meanwhile.
local function added(prefix)
  local key = prefix .. 'window'
  local span = redis.call('HMGET', key, 'oldest', 'newest')
  if tonumber(span[1] or -1) == oldest and tonumber(span[2] or -1) == newest then
    return key
  end
  local sums, fields, users, items = {}, {}, {}, {}
  for minute = oldest, newest do
    local bucket = prefix .. string.format('%.0f', minute)
    addUp(sums, bucket .. ':sums')
    users[#users + 1] = bucket .. ':users'
    items[#items + 1] = bucket .. ':exposed'
  end
  redis.call('DEL', key, key .. ':sums', key .. ':users', key .. ':exposed')
  for name, sum in pairs(sums) do
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%.0f', sum)
  end
  if #fields > 0 then
    redis.call('HSET', key .. ':sums', unpack(fields))
  end
  redis.call('PFMERGE', key .. ':users', unpack(users))
  redis.call('PFMERGE', key .. ':exposed', unpack(items))
  redis.call('HSET', key, 'oldest', string.format('%.0f', oldest), 'newest', string.format('%.0f', newest))
  for _, part in ipairs({'', ':sums', ':users', ':exposed'}) do
    redis.call('PEXPIRE', key .. part, WINDOW_MILLIS)
  end
  return key
end

local function shown(key, prefix)
  local sums = {}
  local window = added(prefix)
  addUp(sums, window .. ':sums')
  redis.call('DEL', key)
  if not next(sums) then
    return {}
  end

  local function sum(...)
    local total = 0
    for _, name in ipairs({...}) do
      total = total + (sums[name] or 0)
    end
    return total
  end

  local figures = {}
  local function show(name, value)
    figures[#figures + 1] = name
    figures[#figures + 1] = value
  end
  local function count(name, value)
    show(name, string.format('%.0f', value))
  end
  local function rate(name, part, whole, format)
    if whole > 0 then
      show(name, string.format(format, part / whole))
    end
  end

  local conversions = 0
  for i = 7 + #KEYS, #ARGV do
    conversions = conversions + sum('action:' .. ARGV[i])
  end
  local impressions, clicks, views = sum('action:impression'), sum('action:click'), sum('action:view')
  count('impressions', impressions)
  count('clicks', clicks)
  count('views', views)
  count('conversions', conversions)
  count('active_users', redis.call('PFCOUNT', window .. ':users'))
  count('exposed_items', redis.call('PFCOUNT', window .. ':exposed'))
  rate('ctr', clicks, impressions, '%.4f')
  rate('conversion_rate', conversions, impressions, '%.4f')
  rate('engagement_rate', sum('action:like', 'action:share', 'action:comment'), views, '%.4f')
  rate('completion_rate', sum('completed'), sum('rated'), '%.4f')
  rate('avg_watch_duration', sum('watch_millis') / 1000, sum('watched'), '%.2f')
  show('window_start', ARGV[3])
  show('window_end', ARGV[4])
  show('updated_at', ARGV[5])
  redis.call('HSET', key, unpack(figures))
  redis.call('PEXPIRE', key, ARGV[6])
  return figures
end

local all = {}
for i = 2, #KEYS do
  all[i - 1] = shown(KEYS[i], ARGV[7] .. generation .. ':' .. ARGV[6 + i] .. ':')
end
return all
