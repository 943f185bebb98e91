namespace HomeLab.Lab.Yaml;

/// <summary>What is read of a file that anybody may have written.</summary>
/// <param name="MaxDepth">Mappings and lists within each other.</param>
/// <param name="MaxNodes">Of one file, aliases counted as what they stand for.</param>
public sealed record YamlLimits(int MaxDepth = 32, int MaxNodes = 50_000);
