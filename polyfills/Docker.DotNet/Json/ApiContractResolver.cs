using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Docker.DotNet;

/// <summary>Keeps what travels in the query out of the body.</summary>
sealed class ApiContractResolver : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        property.Ignored |= member.IsDefined(typeof(QueryParameterAttribute), inherit: false);
        return property;
    }
}
