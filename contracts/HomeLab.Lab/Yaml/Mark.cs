namespace HomeLab.Lab.Yaml;

/// <summary>A place in a file, 1-based.</summary>
readonly record struct Mark(int Line, int Column)
{
    public static Mark Of(YamlDotNet.Core.Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
