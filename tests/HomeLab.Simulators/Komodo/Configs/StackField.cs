namespace HomeLab.Simulators.Komodo.Configs;

/// <param name="Preset">What it is unless told, as JSON; null: what its kind has for nothing.</param>
/// <param name="IsSecond">Whether version 1 does not know it.</param>
sealed record StackField(string Name, FieldKind Kind, string? Preset = null, bool IsSecond = false)
{
    public string Default => Preset ?? Kind switch
    {
        FieldKind.Text or FieldKind.File or FieldKind.Environment => "\"\"",
        FieldKind.Flag => "false",
        FieldKind.Command => """{"path":"","command":""}""",
        _ => "[]",
    };
}
