using System;
using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>The level that the privileges of a request, or of a part of one, are on.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class OnLevelAttribute(DbPrivilegeLevel level) : Attribute
{
    /// <summary>The level.</summary>
    public DbPrivilegeLevel Level { get; } = level;
}
