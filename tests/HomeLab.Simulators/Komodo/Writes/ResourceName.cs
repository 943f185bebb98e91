using HomeLab.Simulators.Komodo.Http;

namespace HomeLab.Simulators.Komodo.Writes;

static class ResourceName
{
    /// <summary>As Docker takes it: lower case, of letters, digits, hyphens and underscores, a letter or digit first.</summary>
    public static string Normal(string name)
    {
        var text = new string([.. name.Trim().ToLowerInvariant().Select(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '_' ? it : '_')]);
        return text.TrimStart('-', '_');
    }

    /// <exception cref="KomodoRefusal">400: nothing, or what looks like an id.</exception>
    public static string Checked(string name) => Normal(name) switch
    {
        "" => throw new KomodoRefusal(StatusCodes.Status400BadRequest, "Must provide non-empty name for resource"),
        { Length: 24 } id when id.All(char.IsAsciiHexDigit) => throw new KomodoRefusal(StatusCodes.Status400BadRequest, "Valid ObjectIds cannot be used as names"),
        var normal => normal,
    };
}
