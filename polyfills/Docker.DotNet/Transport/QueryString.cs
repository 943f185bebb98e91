using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Docker.DotNet.Transport;

/// <summary>Writes a parameters object as the Engine reads it: flags as 0 or 1, maps as JSON, lists by repetition.</summary>
static class QueryString
{
    static readonly ConcurrentDictionary<Type, (PropertyInfo Property, QueryParameterAttribute Parameter)[]> Known = new();

    public static string Of(object parameters)
    {
        var pairs = Known.GetOrAdd(parameters.GetType(), Find)
            .SelectMany(x => Values(x.Property, x.Parameter, x.Property.GetValue(parameters))
                .Select(value => $"{x.Parameter.Name}={Uri.EscapeDataString(value)}"));
        var query = string.Join('&', pairs);
        return query.Length == 0 ? "" : "?" + query;
    }

    static (PropertyInfo, QueryParameterAttribute)[] Find(Type type) =>
        [.. from property in type.GetProperties()
            let parameter = property.GetCustomAttribute<QueryParameterAttribute>()
            where parameter is not null
            select (property, parameter)];

    static IEnumerable<string> Values(PropertyInfo property, QueryParameterAttribute parameter, object value)
    {
        if (parameter.Required && value is null)
            throw new ArgumentException("A required query parameter has no value.", property.Name);

        return value switch
        {
            null => [],
            ValueType v when !parameter.Required && v.Equals(Activator.CreateInstance(v.GetType())) => [],
            bool flag => [flag ? "1" : "0"],
            string text => [text],
            IDictionary or IDictionary<string, string> or IDictionary<string, IDictionary<string, bool>> => [DockerJson.Write(value)],
            IEnumerable<string> list => list,
            _ => [Convert.ToString(value, CultureInfo.InvariantCulture)],
        };
    }
}
