using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpressionBuilder
{
    readonly StringBuilder text = new();
    readonly List<IValueProvider> providers = [];
    readonly List<string?> formats = [];

    public bool IsEmpty => text.Length == 0;

    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
        // The handler wrote into this builder while the interpolated string was evaluated.
    }

    public void AppendLiteral(string value) => text.Append(Escape(value));

    public void AppendFormatted(string? value) => text.Append(Escape(value));

    public void AppendFormatted(string? value, string? format = null) => text.Append(Escape(ValueFormat.Apply(value, format)));

    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider =>
        AppendProvider(valueProvider, null);

    public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider =>
        AppendProvider(valueProvider, format);

    public void AppendFormatted(ReferenceExpression valueProvider, string format) => AppendProvider(valueProvider, format);

    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        if (valueProvider is not (IValueProvider and IManifestExpressionProvider))
            throw new ArgumentException($"'{valueProvider?.GetType()}' is no value with a manifest expression.", nameof(valueProvider));
        AppendProvider((IValueProvider)valueProvider, format);
    }

    public ReferenceExpression Build() => new(text.ToString(), [.. providers], formats);

    void AppendProvider(IValueProvider provider, string? format)
    {
        ValueFormat.Check(format);
        text.Append(CultureInfo.InvariantCulture, $"{{{providers.Count}}}");
        providers.Add(provider);
        formats.Add(format);
    }

    static string Escape(string? value) =>
        (value ?? "").Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
