namespace HomeLab.Inventory.Repositories.Variables;

/// <summary>What stands for a value that only the service that deploys can read: a name between U+E000 and U+E001.</summary>
static class Placeholders
{
    const char Begin = '\uE000';
    const char End = '\uE001';
    const char Colon = '\uE002';
    const char Slash = '\uE003';

    public static string Of(string file, string name) => $"{Begin}./{file}:{name}{End}";

    public static bool IsOne(string text) => text.Length > 0 && text[0] == Begin && text.IndexOf(End, StringComparison.Ordinal) == text.Length - 1;

    public static bool Begins(string text) => text.Length > 0 && text[0] == Begin;

    /// <summary>With nothing in them at which a short form of Compose is split.</summary>
    public static string Masked(string text)
    {
        var isWithin = false;
        return !text.Contains(Begin, StringComparison.Ordinal) ? text : string.Concat(text.Select(it =>
        {
            isWithin = it == Begin || (isWithin && it != End);
            return isWithin ? it switch { ':' => Colon, '/' => Slash, _ => it } : it;
        }));
    }

    public static string Unmasked(string text) => text.Replace(Colon, ':').Replace(Slash, '/');
}
