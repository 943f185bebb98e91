using HomeLab.Lab.Kinds;
using HomeLab.Lab.Shapes;

namespace HomeLab.Lab;

/// <summary>The shape that every document has around its spec.</summary>
static class DocumentShape
{
    static readonly Shape.Object Metadata = new(
    [
        new Field("name", new Shape.Text(Forms.Name, Forms.NameExpected), true, "The document's name, one of its kind."),
    ]);

    /// <param name="kind">Null where it is not known; the spec is then not looked at.</param>
    public static Shape.Object Of(DocumentKind? kind, string apiVersion) => new(
    [
        new Field("apiVersion", new Shape.Text(Allowed: [apiVersion]), true, null),
        new Field("kind", new Shape.Text(Allowed: [.. DocumentKind.All.Select(it => it.Name)]), true, null),
        new Field("metadata", Metadata, true, null),
        new Field("spec", kind?.Shape ?? new Shape.Object([], IsOpen: true), kind is not null, null),
    ]);
}
