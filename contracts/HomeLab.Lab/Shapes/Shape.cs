namespace HomeLab.Lab.Shapes;

/// <summary>What a value may look like; made from the types of the kinds, so that check and editor schema cannot differ.</summary>
abstract record Shape
{
    Shape() { }

    /// <param name="Pattern">Regular expression of the whole text.</param>
    /// <param name="Expected">What a person should write: <c>a DNS name such as www.example.org</c>.</param>
    /// <param name="Allowed">Null: any text.</param>
    public sealed record Text(string? Pattern = null, string? Expected = null, IReadOnlyList<string>? Allowed = null) : Shape;

    public sealed record Integer(long Minimum, long Maximum) : Shape;

    public sealed record Number(double Minimum, double Maximum) : Shape;

    public sealed record Boolean : Shape;

    /// <summary>A whole number and a unit: <c>90s</c>.</summary>
    public sealed record Duration : Shape;

    /// <summary>A date, or a date and time with an offset.</summary>
    public sealed record Instant : Shape;

    /// <summary>Where a secret is; the value itself is refused and never repeated.</summary>
    public sealed record Secret : Shape;

    public sealed record List(Shape Item) : Shape;

    /// <summary>Names that the writer chooses, each with a value.</summary>
    /// <param name="Names">Regular expression of a whole name.</param>
    public sealed record Map(Shape Value, string Names, string Expected) : Shape;

    /// <param name="IsOpen">Fields that are not known are not looked at.</param>
    public sealed record Object(IReadOnlyList<Field> Fields, bool IsOpen = false) : Shape;
}

sealed record Field(string Name, Shape Shape, bool IsRequired, string? Description);
