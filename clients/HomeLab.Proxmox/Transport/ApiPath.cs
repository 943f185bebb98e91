namespace HomeLab.Proxmox.Transport;

static class ApiPath
{
    /// <summary>A path whose arguments are single segments: a UPID has colons, a volume id slashes.</summary>
    public static string Of(FormattableString path) =>
        string.Format(null, path.Format, [.. path.GetArguments().Select(argument => Segment(Convert.ToString(argument, null) ?? ""))]);

    // A dot segment would be removed together with the one before it.
    static string Segment(string text) => text is "" or "." or ".."
        ? throw new ArgumentException($"'{text}' cannot be part of a path.", nameof(text))
        : Uri.EscapeDataString(text);
}
