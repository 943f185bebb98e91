using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HomeLab.Lab.Kinds;

namespace HomeLab.Lab.Shapes;

/// <summary>Reads the shape of a record from its properties and their annotations; those of a list's property mean its items.</summary>
static class ShapeOf
{
    static readonly ConcurrentDictionary<Type, Shape.Object> Known = new();

    public static Shape.Object Type(Type type) => Known.GetOrAdd(type, static it => new Shape.Object([.. it.GetProperties()
        .Where(property => property.SetMethod is not null)
        .Select(property => new Field(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            Of(property.PropertyType, property),
            property.IsDefined(typeof(RequiredMemberAttribute)),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description))]));

    static Shape Of(Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new Shape.List(Of(type.GetGenericArguments()[0], property));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return new Shape.Map(Of(type.GetGenericArguments()[1], property), Forms.Variable, Forms.VariableExpected);
        var range = property.GetCustomAttribute<RangeAttribute>();
        if (type == typeof(string))
            return Text(property);
        if (type == typeof(int))
            return new Shape.Integer((int?)range?.Minimum ?? int.MinValue, (int?)range?.Maximum ?? int.MaxValue);
        if (type == typeof(double))
            return new Shape.Number((double?)range?.Minimum ?? double.MinValue, (double?)range?.Maximum ?? double.MaxValue);
        return type switch
        {
            _ when type == typeof(bool) => new Shape.Boolean(),
            _ when type == typeof(TimeSpan) => new Shape.Duration(),
            _ when type == typeof(DateTimeOffset) => new Shape.Instant(),
            _ when type == typeof(SecretReference) => new Shape.Secret(),
            _ => Type(type),
        };
    }

    static Shape.Text Text(PropertyInfo property)
    {
        var pattern = property.GetCustomAttribute<RegularExpressionAttribute>();
        var allowed = property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.Cast<string>().ToArray();
        return new Shape.Text(pattern?.Pattern, pattern?.ErrorMessage, allowed);
    }
}
