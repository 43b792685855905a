//! Chinese as it is written in Taiwan and Hong Kong and on older papers, folded to the simplified
//! characters of the dataset's names. Drawn from `OpenCC`'s table of characters (Apache-2.0), as far as
//! the built-in dataset has the simplified one.

use std::sync::LazyLock;

/// Pairs, the traditional character first, in the order of those.
const PAIRS: &str = "\
    並并乾干亞亚佈布併并來来侖仑侷局係系俬私個个們们倖幸側侧備备傢家傳传僅仅價价儀仪儁俊億亿儘尽優优兒儿內内兩两凱凯\
    別别刪删則则剋克剎刹剛刚創创劃划劉刘劑剂動动務务勝胜勞劳勢势勵励匯汇區区協协卻却卽即厤历參参吳吴員员唸念問问啓启\
    啟启單单噸吨噹当嚮向囌苏國国圍围園园圖图團团垻坝埰采執执堅坚堯尧報报場场塊块墰坛壇坛壓压壜坛壞坏壩坝壯壮夥伙夾夹\
    奬奖奮奋學学寀采實实寧宁審审寫写寬宽寶宝將将專专對对導导屆届層层屬属峯峰崑昆崙仑嶺岭嶽岳巖岩帶带幣币幫帮幹干幾几\
    庫库廣广廳厅張张強强彆别彔录彙汇後后徑径從从復复徹彻悅悦愛爱慄栗態态慣惯慮虑慶庆憑凭應应懷怀戰战戶户捨舍採采揚扬\
    換换揮挥損损摺折擁拥擇择擊击據据擬拟擱搁擴扩攝摄敎教敗败敘叙數数斷断於于旣既昇升時时暢畅暫暂曆历曉晓曏向書书會会\
    朮术東东査查條条楊杨業业極极榦干榮荣構构樂乐樑梁樓楼標标樣样樹树橋桥機机橫横檔档檢检檯台欄栏權权歡欢歷历歸归氣气\
    氾泛汎泛決决沒没況况泝溯淺浅減减測测準准溝沟滅灭滙汇滯滞滾滚滿满漁渔漢汉漸渐潛潜澤泽濟济濤涛瀏浏瀾澜灑洒灣湾災灾\
    為为無无熱热營营爭争爲为牽牵狀状獎奖獨独獲获獻献現现瑤瑶環环甌瓯產产産产甦苏甯宁畫画異异畵画當当疊叠痠酸療疗發发\
    盡尽監监盤盘眞真眾众睏困碩硕確确碼码礎础礙碍礦矿祕秘祿禄種种稱称穀谷積积穎颖穩稳穫获窮穷箇个節节範范篩筛簡简簽签\
    籌筹籤签糰团紀纪約约紅红納纳紙纸級级紡纺細细紹绍終终組组結结絕绝絡络給给統统絶绝經经綜综綠绿綫线維维網网綴缀緊紧\
    緑绿線线緣缘編编緩缓緯纬緻致縣县縮缩縱纵總总織织繕缮繪绘繫系繼继續续纔才罈坛罎坛羣群義义習习聞闻聯联聲声職职聽听\
    脩修腳脚臨临臺台與与興兴舉举舊旧舘馆莊庄華华萊莱萬万葯药蒐搜蓆席蓋盖蔘参藝艺藥药蘇苏蘭兰處处虛虚號号衆众術术衕同\
    衚胡衛卫裏里補补裝装裡里製制複复覈核見见規规視视親亲覽览觀观觸触計计訊讯討讨訓训託托記记訪访設设許许註注証证評评\
    詞词詢询試试話话該该詳详誌志認认語语誠诚誤误說说説说誰谁誼谊調调談谈請请諒谅論论諾诺謂谓講讲證证識识譚谭譯译議议\
    護护譽誉讀读變变讚赞豐丰負负財财貢贡貧贫貨货貫贯責责費费貼贴貿贸賀贺資资質质賴赖贈赠贊赞趙赵趨趋踰逾躍跃車车軌轨\
    軍军軟软軸轴較较載载輛辆輩辈輪轮輯辑輸输轄辖轉转辦办辭辞農农迴回這这連连週周進进遊游運运過过達达遠远遡溯適适遲迟\
    選选遺遗遼辽還还邊边邏逻郵邮鄉乡鄧邓鄭郑鄰邻醫医釋释針针鈡钟鉅巨銀银銷销鋒锋錁锞錄录錯错録录錶表鍵键鍼针鍾钟鎭镇\
    鎮镇鏈链鏡镜鐘钟鐵铁長长門门閉闭開开間间閘闸閤合閱阅閲阅闆板關关陞升陰阴陳陈陸陆隊队階阶際际隨随隱隐隻只雖虽雙双\
    雜杂離离難难雲云電电靈灵鞏巩鞦秋韆千韋韦韜韬響响頁页頂顶頃顷項项順顺須须預预領领頭头頻频題题額额顏颜顔颜願愿類类\
    顧顾顯显風风颱台餘余館馆馬马馱驮駐驻駕驾駛驶驗验驟骤體体髮发鬍胡鬚须鬥斗鮮鲜鳳凤麪面麫面麯曲麴曲麵面麼么麽么黃黄\
    點点黨党鼕冬齣出龍龙\
";

static TABLE: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let all: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
    all.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
});

/// The simplified character for a traditional one; any other as it is.
pub(super) fn simplified(c: char) -> char {
    if !('\u{3400}'..='\u{9fff}').contains(&c) {
        return c;
    }
    TABLE.binary_search_by_key(&c, |(from, _)| *from).ok().and_then(|at| TABLE.get(at)).map_or(c, |(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_names_become_those_of_the_data() {
        let folded = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(folded("龍邦"), "龙邦");
        assert_eq!(folded("友誼關"), "友谊关");
        assert_eq!(folded("廣西壯族自治區"), "广西壮族自治区");
        assert_eq!(folded("友谊关"), "友谊关");
        assert!(TABLE.is_sorted());
    }
}
