namespace Aspire.Hosting.ApplicationModel;

/// <summary>The formats that a hole of a reference expression may carry, as in <c>{password:uri}</c>.</summary>
static class ValueFormat
{
    const string Uri = "uri";

    public static void Check(string? format)
    {
        if (format is not null && !format.Equals(Uri, StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"The format '{format}' is unknown; '{Uri}' is.");
    }

    public static string? Apply(string? value, string? format)
    {
        Check(format);
        return value is null || format is null ? value : System.Uri.EscapeDataString(value);
    }
}
