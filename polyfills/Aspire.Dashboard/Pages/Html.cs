namespace Aspire.Dashboard.Pages;

/// <summary>Markup that is safe to send: everything that was put into it has been escaped.</summary>
readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    /// <summary>Literals are markup; every value between them is escaped, unless it is markup itself.</summary>
    public static Html Of(HtmlHandler handler) => new(handler.ToText());

    public static Html When(bool condition, HtmlHandler handler) => condition ? Of(handler) : Empty;

    public override string ToString() => Text ?? "";
}
