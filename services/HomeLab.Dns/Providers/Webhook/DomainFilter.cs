using System.Text.RegularExpressions;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>Which domains a webhook provider serves, by its own word.</summary>
sealed record DomainFilter(IReadOnlyList<string>? Include, IReadOnlyList<string>? Exclude, string? RegexInclude, string? RegexExclude)
{
    static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>It says nothing, which means every domain.</summary>
    public bool IsEmpty => Include is not { Count: > 0 } && Exclude is not { Count: > 0 } && string.IsNullOrEmpty(RegexInclude) && string.IsNullOrEmpty(RegexExclude);

    /// <exception cref="ArgumentException">It holds a pattern that is none here.</exception>
    public bool Covers(string domain) => string.IsNullOrEmpty(RegexInclude) && string.IsNullOrEmpty(RegexExclude)
        ? (Include is not { Count: > 0 } || Include.Any(it => IsWithin(domain, it))) && Exclude?.Any(it => IsWithin(domain, it)) != true
        : (string.IsNullOrEmpty(RegexInclude) || IsMatch(RegexInclude, domain)) && (string.IsNullOrEmpty(RegexExclude) || !IsMatch(RegexExclude, domain));

    /// <summary>One that begins with a dot means what is below it only.</summary>
    static bool IsWithin(string domain, string filter)
    {
        var name = filter.Trim().TrimEnd('.');
        return name.Length > 0 && (domain.Equals(name, StringComparison.OrdinalIgnoreCase)
            || domain.EndsWith(name.StartsWith('.') ? name : $".{name}", StringComparison.OrdinalIgnoreCase));
    }

    static bool IsMatch(string pattern, string domain) => Regex.IsMatch(domain, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch);
}
