namespace Aspire.Hosting;

static class EnvironmentNames
{
    /// <summary>A resource's name as part of an environment variable's: what is no letter or digit becomes an underscore.</summary>
    public static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
