using Microsoft.Extensions.Options;

namespace HomeLab.Dns;

sealed class DnsOptionsValidator : IValidateOptions<DnsOptions>
{
    public ValidateOptionsResult Validate(string? name, DnsOptions options) => options.WriteTimeout < 2 * options.CallTimeout
        ? ValidateOptionsResult.Fail(
            $"Dns:WriteTimeout is {options.WriteTimeout}; it has to be at least twice Dns:CallTimeout ({options.CallTimeout}), "
            + "for a refused batch is followed by single calls.")
        : ValidateOptionsResult.Success;
}
