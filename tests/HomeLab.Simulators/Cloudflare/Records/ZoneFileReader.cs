using System.Globalization;
using System.Text;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>Reads the master file format (RFC 1035, section 5) as far as exports of name servers use it.</summary>
static class ZoneFileReader
{
    /// <exception cref="CloudflareRefusal">A line cannot be read.</exception>
    public static List<ZoneFileEntry> Read(string text, string zone)
    {
        var entries = new List<ZoneFileEntry>();
        var (origin, owner, ttl) = (zone, zone, (int?)null);
        foreach (var (words, isIndented, comment) in Lines(text))
        {
            if (words is [])
                continue;
            switch (words[0].ToUpperInvariant())
            {
                case "$ORIGIN" when words.Count > 1:
                    origin = words[1].TrimEnd('.').ToLowerInvariant();
                    continue;
                case "$TTL" when words.Count > 1:
                    ttl = Seconds(words[1]);
                    continue;
                case "$INCLUDE":
                    throw Invalid("$INCLUDE directive not allowed");
                case ['$', ..]:
                    throw Invalid($"{words[0]} directive not supported");
            }

            owner = isIndented ? owner : Full(words[0], origin);
            entries.Add(Entry(owner, ttl, isIndented ? words : words[1..], comment));
        }

        return entries;
    }

    static ZoneFileEntry Entry(string owner, int? ttl, List<string> words, string? comment)
    {
        var at = 0;
        for (; at < words.Count; at++)
        {
            if (Seconds(words[at]) is { } seconds)
                ttl = seconds;
            else if (words[at].ToUpperInvariant() is not ("IN" or "CH" or "HS"))
                break;
        }

        return at < words.Count
            ? new ZoneFileEntry(owner, ttl, words[at].ToUpperInvariant(), words[(at + 1)..], comment)
            : throw Invalid($"no type in the line of {owner}");
    }

    static string Full(string name, string origin) =>
        name == "@" ? origin : name.EndsWith('.') ? name.TrimEnd('.').ToLowerInvariant() : $"{name}.{origin}".ToLowerInvariant();

    static int? Seconds(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    /// <summary>Logical lines: parentheses join, a semicolon outside quotes begins a comment.</summary>
    static IEnumerable<(List<string> Words, bool IsIndented, string? Comment)> Lines(string text)
    {
        var (words, isIndented, depth) = (new List<string>(), false, 0);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (depth == 0)
                (words, isIndented) = ([], line.Length > 0 && char.IsWhiteSpace(line[0]));
            var comment = Scan(line, words, ref depth);
            if (depth == 0)
                yield return (words, isIndented, comment);
        }

        if (depth > 0)
            throw Invalid("unbalanced parenthesis");
    }

    static string? Scan(string line, List<string> words, ref int depth)
    {
        var word = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == '\\' && i + 1 < line.Length)
                word.Append(character).Append(line[++i]);
            else if (character == '"')
            {
                isQuoted = !isQuoted;
                word.Append(character);
            }
            else if (isQuoted || !(char.IsWhiteSpace(character) || character is ';' or '(' or ')'))
                word.Append(character);
            else
            {
                Finish(word, words);
                if (character == ';')
                    return line[(i + 1)..].Trim();
                depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        if (isQuoted || depth < 0)
            throw Invalid("unbalanced quote or parenthesis");
        Finish(word, words);
        return null;
    }

    static void Finish(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }

    static CloudflareRefusal Invalid(string reason) => new(StatusCodes.Status400BadRequest, 1004, $"DNS Validation Error: {reason}");
}
