// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/indicators/average_true_range.hpp"
#include "nautilus/features/indicators/bollinger_bands.hpp"
#include "nautilus/features/indicators/ema.hpp"
#include "nautilus/features/indicators/macd.hpp"
#include "nautilus/features/indicators/on_balance_volume.hpp"
#include "nautilus/features/indicators/price_momentum.hpp"
#include "nautilus/features/indicators/price_position.hpp"
#include "nautilus/features/indicators/price_volume_trend.hpp"
#include "nautilus/features/indicators/rsi.hpp"
#include "nautilus/features/indicators/sma.hpp"
#include "nautilus/features/indicators/volatility.hpp"
#include "nautilus/features/indicators/volatility_ratio.hpp"
#include "nautilus/features/indicators/volume_ratio.hpp"
#include "nautilus/features/indicators/volume_sma.hpp"
#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

template <Indicator... I>
struct IndicatorList {
  static constexpr std::size_t size = sizeof...(I);
};

/// Every indicator, in alphabetical order of its name. A new one is one word here.
using AllIndicators = IndicatorList<AverageTrueRange, BollingerBands, Ema, Macd, OnBalanceVolume,
                                    PriceMomentum, PricePosition, PriceVolumeTrend, Rsi, Sma,
                                    Volatility, VolatilityRatio, VolumeRatio, VolumeSma>;

}  // namespace nautilus::features
