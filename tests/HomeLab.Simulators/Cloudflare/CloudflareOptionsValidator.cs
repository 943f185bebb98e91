using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare;

sealed partial class CloudflareOptionsValidator : IValidateOptions<CloudflareOptions>
{
    public ValidateOptionsResult Validate(string? name, CloudflareOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    static IEnumerable<string> Mistakes(CloudflareOptions options) =>
        [.. Zones(options), .. Tokens(options), .. Keys(options), .. Prefixes(options)];

    static IEnumerable<string> Zones(CloudflareOptions options)
    {
        foreach (var zone in options.Zones)
        {
            if (!DomainName().IsMatch(zone.Name))
                yield return $"{CloudflareOptions.Section}:Zones has '{zone.Name}', which is no lower-case domain name.";
            if (zone.Id is { } id && !Hex32().IsMatch(id))
                yield return $"{CloudflareOptions.Section}:Zones:{zone.Name}:Id must be 32 lower-case hex digits.";
        }

        foreach (var twice in options.Zones.GroupBy(zone => zone.Name).Where(group => group.Count() > 1))
            yield return $"{CloudflareOptions.Section}:Zones names {twice.Key} more than once.";
    }

    static IEnumerable<string> Tokens(CloudflareOptions options)
    {
        foreach (var token in options.Tokens)
        {
            if (token.Name.Length == 0)
                yield return $"{CloudflareOptions.Section}:Tokens needs a Name for each token.";
            if (!Secret().IsMatch(token.Secret))
                yield return $"{CloudflareOptions.Section}:Tokens:{token.Name}:Secret must be letters, digits, _ and -.";
        }

        foreach (var twice in options.Tokens.GroupBy(token => token.Secret).Where(group => group.Count() > 1))
            yield return $"{CloudflareOptions.Section}:Tokens {string.Join(", ", twice.Select(token => token.Name))} share a Secret.";
    }

    static IEnumerable<string> Keys(CloudflareOptions options) =>
        from key in options.GlobalKeys
        where key.Email.Length == 0 || !GlobalKey().IsMatch(key.Key)
        select $"{CloudflareOptions.Section}:GlobalKeys:{key.Email} needs an Email and a Key of 37 lower-case hex digits.";

    static IEnumerable<string> Prefixes(CloudflareOptions options) =>
        from prefix in options.Prefixes ?? []
        where !prefix.StartsWith('/') || prefix.EndsWith('/')
        select $"{CloudflareOptions.Section}:Prefixes has '{prefix}'; a prefix starts with a slash and does not end with one.";

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\z")]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Hex32();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^[0-9a-f]{37}\z")]
    private static partial Regex GlobalKey();
}
