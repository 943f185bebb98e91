using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Options;

/// <summary>Checks the annotations of options and names what is wrong as it is written in configuration.</summary>
sealed class AnnotatedOptions<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
        {
            return ValidateOptionsResult.Success;
        }
        return ValidateOptionsResult.Fail(results.Select(result => result.MemberNames.FirstOrDefault() is { } member
            ? $"{section}:{member}: {result.ErrorMessage}"
            : $"{section}: {result.ErrorMessage}"));
    }
}
