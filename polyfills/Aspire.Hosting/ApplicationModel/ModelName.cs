namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource's name becomes a host name and part of environment variables: letters, digits and single hyphens.</summary>
static class ModelName
{
    const int MaxLength = 64;

    public static void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
            throw new ArgumentException($"Resource name '{name}' is invalid. {fault}", nameof(name));
    }

    static string? Fault(string name) => name switch
    {
        "" or { Length: > MaxLength } => $"Name must be between 1 and {MaxLength} characters long.",
        _ when !char.IsAsciiLetter(name[0]) => "Name must start with an ASCII letter.",
        _ when name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') => "Name must contain only ASCII letters, digits, and hyphens.",
        _ when name.Contains("--", StringComparison.Ordinal) => "Name cannot contain consecutive hyphens.",
        _ when name.EndsWith('-') => "Name cannot end with a hyphen.",
        _ => null,
    };
}
