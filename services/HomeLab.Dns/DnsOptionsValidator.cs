using HomeLab.Dns.Providers;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns;

sealed class DnsOptionsValidator : IValidateOptions<DnsOptions>
{
    public ValidateOptionsResult Validate(string? name, DnsOptions options)
    {
        var mistakes = new List<string>();
        if (options.WriteTimeout < 2 * options.CallTimeout)
        {
            mistakes.Add(
                $"Dns:WriteTimeout is {options.WriteTimeout}; it has to be at least twice Dns:CallTimeout ({options.CallTimeout}), "
                + "for a refused batch is followed by single calls.");
        }
        if (options.CloudflareUrl is { } url && ApiAddress.Objection(url) is { } objection)
        {
            mistakes.Add($"Dns:CloudflareUrl: {objection}");
        }
        if (options.Resolver is { } resolver && options.ResolverAddress is null)
        {
            mistakes.Add($"Dns:Resolver is '{resolver}'; it has to be an address such as 1.1.1.1 or 127.0.0.1:5353.");
        }
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
