using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A composite format string whose holes stay references until run or publish.</summary>
public partial class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    readonly string[] manifestExpressions;
    readonly string?[] stringFormats;

    internal ReferenceExpression(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string?> formats)
    {
        Format = format;
        ValueProviders = valueProviders;
        stringFormats = [.. formats];
        manifestExpressions = [.. valueProviders.Select(provider => ((IManifestExpressionProvider)provider).ValueExpression)];
    }

    public static readonly ReferenceExpression Empty = new("", [], []);

    public string Format { get; }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public IReadOnlyList<string> ManifestExpressions => manifestExpressions;

    public IReadOnlyList<string?> StringFormats => stringFormats;

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, manifestExpressions);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        // No holes and no text: the same as no value, so that an optional reference can be left out.
        if (Format.Length == 0) return null;

        var values = new string?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            values[i] = ValueFormat.Apply(value, stringFormats[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }
}
