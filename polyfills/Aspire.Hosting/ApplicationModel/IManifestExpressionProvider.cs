namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a published manifest names by an expression, such as <c>{orders.bindings.http.url}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
