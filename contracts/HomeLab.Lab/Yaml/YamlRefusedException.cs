namespace HomeLab.Lab.Yaml;

/// <summary>A file that is not read further.</summary>
sealed class YamlRefusedException(Mark at, string code, string message) : FormatException(message)
{
    public Mark At { get; } = at;

    public string Code { get; } = code;
}
