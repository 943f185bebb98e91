namespace HomeLab.Komodo;

/// <summary>An API key and its secret; white space around them is ignored. Only that there is one can be printed.</summary>
public sealed class KomodoKey(string key, string secret)
{
    internal string Key { get; } = key.Trim();

    internal string Secret { get; } = secret.Trim();

    /// <summary>Whether both can stand in a header.</summary>
    internal bool IsUsable => IsToken(Key) && IsToken(Secret);

    public override string ToString() => "a Komodo API key";

    static bool IsToken(string text) => text.Length > 0 && text.All(it => it is > ' ' and <= '~');
}
