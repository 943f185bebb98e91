namespace HomeLab.Lab.Yaml;

/// <summary>A place in a file, 1-based.</summary>
readonly record struct Mark(int Line, int Column) : IComparable<Mark>
{
    public static Mark Of(YamlDotNet.Core.Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    public int CompareTo(Mark other) => (Line, Column).CompareTo((other.Line, other.Column));
}
