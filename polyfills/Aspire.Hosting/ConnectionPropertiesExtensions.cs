using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ConnectionPropertiesExtensions
{
    /// <summary>A resource's own connection properties with others added; of two with one name the added one counts.</summary>
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> CombineProperties(
        this IResourceWithConnectionString source, IEnumerable<KeyValuePair<string, ReferenceExpression>> additional) =>
        source.GetConnectionProperties().Concat(additional)
            .GroupBy(property => property.Key, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.Last());
}
