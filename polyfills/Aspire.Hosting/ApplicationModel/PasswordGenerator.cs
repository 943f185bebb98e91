using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

static class PasswordGenerator
{
    // Special characters that need no escaping in a URI's user information or in a shell's double quotes.
    static readonly (string Characters, Func<GenerateParameterDefault, bool> Enabled, Func<GenerateParameterDefault, int> Least)[] classes =
    [
        ("abcdefghjkmnpqrstuvwxyz", rule => rule.Lower, rule => rule.MinLower),
        ("ABCDEFGHJKMNPQRSTUVWXYZ", rule => rule.Upper, rule => rule.MinUpper),
        ("0123456789", rule => rule.Numeric, rule => rule.MinNumeric),
        ("-_.{}~()*+!", rule => rule.Special, rule => rule.MinSpecial),
    ];

    public static string Generate(GenerateParameterDefault rule)
    {
        var enabled = classes.Where(set => set.Enabled(rule)).ToList();
        var all = string.Concat(enabled.Select(set => set.Characters));
        if (all.Length == 0) throw new ArgumentException("A generated value needs at least one class of characters.", nameof(rule));

        var required = enabled.SelectMany(set => RandomNumberGenerator.GetItems<char>(set.Characters, Math.Max(set.Least(rule), 0))).ToList();
        var rest = RandomNumberGenerator.GetItems<char>(all, Math.Max(rule.MinLength - required.Count, 0));
        char[] password = [.. required, .. rest];
        RandomNumberGenerator.Shuffle(password.AsSpan());
        return new string(password);
    }
}
